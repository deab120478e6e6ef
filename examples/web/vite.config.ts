import react from '@vitejs/plugin-react';
import { existsSync } from 'node:fs';
import { defineConfig, loadEnv } from 'vite';

export default defineConfig(({ mode }) => {
  const { VITE_CONFIG_FROM = 'build' } = loadEnv(mode, import.meta.dirname);
  if (!['build', 'origin'].includes(VITE_CONFIG_FROM)) {
    throw new Error(`VITE_CONFIG_FROM is "build" or "origin", not "${VITE_CONFIG_FROM}".`);
  }
  // Else the app would be built, and only its users would see that it knows no pool.
  if (VITE_CONFIG_FROM === 'build' && !existsSync('src/amplify_outputs.json')) {
    throw new Error('src/amplify_outputs.json is missing: fetch it with "npm run config".');
  }
  return {
    plugins: [react()],
    build: { target: 'es2023', chunkSizeWarningLimit: 1000 },
  };
});
