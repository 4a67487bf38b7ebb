import { composeStories } from '@storybook/react-vite';
import { expect, it } from 'vitest';
import * as stories from './payments.stories.js';

it.each(Object.entries(composeStories(stories)))('the guide’s story %s runs', async (_, story) => {
  await story.run();
  expect(document.querySelector('[data-stripe-embedded="payments"]')).not.toBeNull();
});
