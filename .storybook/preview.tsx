import type { Preview } from '@storybook/react-vite';
import { withSandbox } from '../stories/sandbox.js';

export default {
  decorators: [withSandbox],
  parameters: {
    a11y: { test: 'error' },
    controls: { expanded: true },
    // The page's background must reach the edges.
    layout: 'fullscreen',
  },
  globalTypes: {
    theme: { toolbar: { icon: 'circlehollow', items: ['light', 'dark'], dynamicTitle: true } },
    locale: { toolbar: { icon: 'globe', items: ['en-US', 'fr-FR', 'ar-EG'], dynamicTitle: true } },
    network: {
      toolbar: {
        icon: 'lightning',
        items: ['fast', 'slow', 'script blocked', 'endpoint failing', 'offline'],
        dynamicTitle: true,
      },
    },
    session: { toolbar: { icon: 'timer', items: ['an hour', 'half a minute'], dynamicTitle: true } },
  },
  initialGlobals: { theme: 'light', locale: 'en-US', network: 'fast', session: 'an hour' },
} satisfies Preview;
