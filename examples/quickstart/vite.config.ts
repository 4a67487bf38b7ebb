import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  // An object, because the short form changes the Host, and the endpoint would then refuse the page as another origin.
  server: { proxy: { '/api': { target: 'http://127.0.0.1:3000' } } },
  test: { environment: 'jsdom' },
});
