import * as ReactDOM from 'react-dom';

/** Writes a hint for a script into the HTML that a server renders. React 18 cannot do that. */
export function hintInHtml(href: string, nonce?: string): void {
  // Not `ReactDOM.preload`: a bundler of an app on React 18 would report that there is no such export.
  const preload = Reflect.get(ReactDOM, 'preload') as typeof ReactDOM.preload | undefined;
  preload?.(href, { as: 'script', nonce });
}
