import { spawn, type ChildProcess } from 'node:child_process';
import { playwright } from '@vitest/browser-playwright';

/**
 * Runs the tests in a browser that Playwright does not drive, such as the system's Firefox. `command` starts it; the
 * page's address is appended.
 */
export function otherBrowser(command: string) {
  const opened = new Set<ChildProcess>();
  return {
    ...playwright(),
    // Of a provider with this name, Vitest needs nothing but that it opens the page.
    name: 'preview',
    providerFactory: () => ({
      name: 'preview',
      supportsParallelism: false,
      getCommandsContext: () => ({}),
      async openPage(_session: string, address: string) {
        const browser = spawn(`${command} '${address}'`, { shell: true, detached: true, stdio: 'ignore' });
        opened.add(browser);
        browser.once('exit', () => opened.delete(browser));
      },
      close() {
        // The shell's whole group.
        for (const { pid } of opened) process.kill(-pid!);
      },
    }),
  };
}
