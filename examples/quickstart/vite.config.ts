import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  // As an object: the short form would change the Host, and the endpoint then takes the page for a stranger.
  server: { proxy: { '/api': { target: 'http://127.0.0.1:3000' } } },
  test: { environment: 'jsdom' },
});
