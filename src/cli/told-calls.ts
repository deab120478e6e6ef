import { hearCalls } from '../aws/clients/heard-calls.ts';
import { tell } from './tell.ts';

/** Tells each try of a call to AWS on standard error: `CognitoIdentityProvider DescribeUserPool 12 ms`. */
export function tellCalls(): void {
  hearCalls(({ client, command, milliseconds, error }) => {
    const called = `${client.replace(/Client$/, '')} ${command.replace(/Command$/, '')}`;
    tell(`  ${called} ${Math.round(milliseconds)} ms${error === null ? '' : ` ${error}`}`);
  });
}
