/** The guides that have a page here: each file with the id of its page. */
const PAGES: Record<string, string> = {
  'README.md': 'guides-all-guides',
  'accessibility.md': 'guides-accessibility',
  'appearance.md': 'guides-appearance',
  'architecture.md': 'guides-architecture',
  'devtools.md': 'guides-the-session-timeline',
  'errors.md': 'guides-errors',
  'faq.md': 'guides-questions',
  'financial-connections.md': 'guides-financial-connections',
  'getting-started.md': 'guides-getting-started',
  'migrating.md': 'guides-migrating',
  'onboarding.md': 'guides-from-a-new-account-to-a-dashboard',
  'popups.md': 'guides-popups-policies-and-webviews',
  'sandbox.md': 'guides-the-sandbox',
  'sessions.md': 'guides-sessions',
  'testing.md': 'guides-testing',
  'widgets.md': 'guides-widgets-and-embed-js',
};

const LINK = /(!?)\[([^\]]*)\]\(([^)\s#:]+)(#[^)\s]*)?\)/g;

/**
 * A guide's links lead to files. In Storybook, links to other guides lead to their pages, and other links show the path.
 * Diagrams are left out, because Storybook does not draw them and the text below each one says the same.
 */
export const forStorybook = (markdown: string): string =>
  markdown
    .replace(/^```mermaid$[^]*?^```$/gm, '')
    .replace(LINK, (_, image: string, text: string, path: string, anchor: string | undefined = '') => {
      if (image) return text;
      const page = PAGES[path];
      return page ? `[${text}](?path=/docs/${page}--docs${anchor})` : `${text} (\`${path}\`)`;
    });
