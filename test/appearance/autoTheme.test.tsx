import { ConnectPayments } from 'stripe-embedded';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderConnect, stage, stateOf } from '../support/stage.js';

afterEach(() => vi.unstubAllGlobals());

describe('`theme="auto"` where an app’s tests stub `matchMedia`', () => {
  it.each<[string, unknown, string]>([
    ['with `matches` alone', { matches: true }, '#14171f'],
    ['as an older browser has it', { matches: true, addListener() {}, removeListener() {} }, '#14171f'],
    ['with a function that answers nothing', undefined, '#ffffff'],
  ])('%s', async (_, answer, background) => {
    vi.stubGlobal('matchMedia', () => answer);
    const set = stage();
    const { unmount } = renderConnect(set, <ConnectPayments />, { theme: 'auto' });
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
    const [payments] = set.sandbox.element('payments');
    const root = payments!.element.shadowRoot!.querySelector<HTMLElement>('.root')!;
    expect(root.style.getPropertyValue('--colorBackground')).toBe(background);
    unmount();
  });
});
