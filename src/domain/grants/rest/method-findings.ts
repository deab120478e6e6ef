import { finding, type Finding } from '../../../contract/findings.ts';
import type { AnsweringRoute } from './routes.ts';
import {
  apiFact,
  byIam,
  distinctRoutes,
  takesTokensOf,
  type Answers,
  type GrantedApi,
} from './granted-api.ts';

/** Methods that a grant on a path does not open, since IAM does not decide about them. */
export function methodFindings(granted: GrantedApi, path: string, answers: Answers): Finding[] {
  const toGuests = distinctRoutes(answers.guests);
  const others = answers.all.filter(
    ({ route }) => !byIam(route) && (!takesTokensOf(granted, route) || toGuests.includes(route)),
  );
  return [...new Set(others.map(({ route }) => route.authorization))].map((authorization) =>
    methodFinding(
      granted,
      path,
      others.filter(({ route }) => route.authorization === authorization),
      answers.guests,
    ),
  );
}

function methodFinding(
  granted: GrantedApi,
  path: string,
  those: readonly AnsweringRoute[],
  guests: readonly AnsweringRoute[],
): Finding {
  const routes = distinctRoutes(those);
  const [only, ...others] = routes;
  return finding('METHOD_WITHOUT_IAM', {
    api: apiFact(granted),
    path,
    authorization: only?.authorization ?? '',
    methods: routes.map((route) => ({
      method: route.method,
      path: route.path,
      belowOnly: those.every((some) => some.route !== route || some.belowOnly),
    })),
    id: only && others.length === 0 ? only.id : null,
    guestsGetNothing:
      guests.some(({ route }) => routes.includes(route)) &&
      !guests.some(({ route }) => byIam(route)),
  });
}
