import '@aws-amplify/ui-react/styles.css';
import './style.css';

import { Amplify } from 'aws-amplify';
import { createRoot } from 'react-dom/client';

import { App } from './app.tsx';
import { loadConfig } from './config.ts';

const root = createRoot(document.getElementById('root') as HTMLElement);
try {
  // Before anything else of the library: what is asked earlier knows no pool.
  Amplify.configure(await loadConfig());
  root.render(<App />);
} catch (error) {
  root.render(<p role="alert">{(error as Error).message}</p>);
}
