import { ConnectPayments } from 'stripe-embedded';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderConnect, stage, stateOf } from '../support/stage.js';

afterEach(() => vi.unstubAllGlobals());

describe('`theme="auto"` works when an app’s tests stub `matchMedia`', () => {
  it.each<[string, unknown, string]>([
    ['with only `matches`', { matches: true }, '#14171f'],
    ['like an older browser', { matches: true, addListener() {}, removeListener() {} }, '#14171f'],
    ['with a function that returns undefined', undefined, '#ffffff'],
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
