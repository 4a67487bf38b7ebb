import type { StorybookConfig } from '@storybook/react-vite';
import { alias } from '../entries.js';

export default {
  framework: '@storybook/react-vite',
  stories: ['../stories/**/*.mdx', '../stories/**/*.stories.tsx'],
  addons: [
    '@storybook/addon-docs',
    '@storybook/addon-a11y',
    '@storybook/addon-themes',
    '@storybook/addon-vitest',
  ],
  core: { disableTelemetry: true },
  viteFinal: (config) => ({
    ...config,
    // The library's own build settings (entries, externals) do not apply to Storybook.
    build: { ...config.build, lib: undefined, rolldownOptions: undefined },
    resolve: { ...config.resolve, alias },
    define: { ...config.define, 'process.env.NODE_ENV': '"development"' },
  }),
} satisfies StorybookConfig;
