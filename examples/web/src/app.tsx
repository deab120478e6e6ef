import { Authenticator, Button, useAuthenticator } from '@aws-amplify/ui-react';

import { Photos } from './photos.tsx';

/** Asks who it is, in the way that the imported pool wants it, and shows their photos. */
export function App() {
  return (
    <Authenticator components={{ Header: Welcome }}>
      <Account />
      <Photos />
    </Authenticator>
  );
}

function Welcome() {
  return (
    <div className="welcome">
      <img src="/icon.svg" alt="" width="56" height="56" />
      <h1>Photos</h1>
      <p>Yours, and nobody else’s.</p>
    </div>
  );
}

function Account() {
  const { user, signOut } = useAuthenticator(({ user }) => [user]);
  return (
    <header className="account">
      <img src="/icon.svg" alt="" width="32" height="32" />
      <strong>Photos</strong>
      <span>{user.signInDetails?.loginId ?? user.username}</span>
      <Button size="small" onClick={signOut}>
        Sign out
      </Button>
    </header>
  );
}
