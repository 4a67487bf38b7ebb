'use client';

import { useContext, useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { FinancialConnectionsContext } from '../financial-connections/FinancialConnectionsContext.js';
import { nearest } from '../session/nearest.js';
import { warnOnce } from '../session/warnOnce.js';
import { FromPage } from '../ui/FromPage.js';
import type { SomeOf } from '../ui/textsOver.js';
import { wearStyle } from '../ui/wearStyle.js';
import type { WidgetMessages } from '../ui/widgetMessages.js';
import { BankAccountsWidget } from './BankAccountsWidget.js';
import { OnboardingWidget } from './OnboardingWidget.js';
import { useTab } from './useTab.js';
import { useWidgetStyle } from './useWidgetStyle.js';
import { useWidgetTokens } from './useWidgetTokens.js';
import { useWidgetId, useWidgetMessages, WidgetContext } from './WidgetContext.js';
import {
  AccountWidget,
  DisputesWidget,
  DocumentsWidget,
  PaymentsWidget,
  PayoutsWidget,
  ReportsWidget,
  TaxWidget,
} from './widgets.js';

const PANELS = {
  payments: () => <PaymentsWidget />,
  payouts: () => <PayoutsWidget />,
  disputes: () => <DisputesWidget />,
  banks: () => <BankAccountsWidget verify />,
  reports: () => <ReportsWidget />,
  documents: () => <DocumentsWidget />,
  tax: () => <TaxWidget />,
  account: () => <AccountWidget />,
  onboarding: () => <OnboardingWidget />,
};

/** The name of a panel. */
export type DashboardPanel = keyof typeof PANELS;

const NAMES = Object.keys(PANELS) as DashboardPanel[];

/** Leaves out a misspelt panel, which an HTML attribute may contain, and warns about it in development. */
function isPanel(name: string): name is DashboardPanel {
  if (Object.hasOwn(PANELS, name)) return true;
  if (process.env.NODE_ENV !== 'production') {
    warnOnce(
      `\`${name}\` is not a panel of the dashboard, so it is left out. Did you mean \`${nearest(name, NAMES)}\`? The panels are ${NAMES.join(', ')}.`,
    );
  }
  return false;
}

/** The props of `Dashboard`. */
export interface DashboardProps {
  /**
   * Which panels to show, in which order. Defaults to all except onboarding; bank accounts are included only inside a
   * `FinancialConnectionsProvider`.
   */
  panels?: readonly DashboardPanel[] | undefined;
  /** Your own panels, in place of the built-in ones. An inline function keeps its state across renders. */
  render?:
    | Partial<Record<DashboardPanel, ((props: object) => ReactNode | Promise<ReactNode>) | undefined>>
    | undefined;
  /** Distinguishes several dashboards of one site, so that each remembers its own tab. @default 'dashboard' */
  id?: string | undefined;
  /** The texts of all widgets inside. Defaults to English. */
  messages?: SomeOf<WidgetMessages> | undefined;
  /** The class of the element around tabs and panels. */
  className?: string | undefined;
}

/**
 * Shows all widgets in tabs, on one session. A panel mounts when it is first opened and stays mounted, so a half-filled
 * form survives a switch to another tab. The open tab is kept in the URL and remembered.
 *
 * @example
 * <ConnectProvider publishableKey="pk_test_…" endpoint="/api/stripe/session">
 *   <Dashboard panels={['payments', 'payouts', 'account']} />
 * </ConnectProvider>
 */
export function Dashboard({ panels, render, id = 'dashboard', messages, className = '' }: DashboardProps) {
  const texts = useWidgetMessages(messages);
  const hasBanks = useContext(FinancialConnectionsContext) !== undefined;
  const shown = panels
    ? [...new Set(panels)].filter(isPanel)
    : NAMES.filter((name) => name !== 'onboarding' && (name !== 'banks' || hasBanks));
  const [chosen, open] = useTab(shown, id);
  const tab = chosen ?? shown[0];
  const [opened, setOpened] = useState<readonly DashboardPanel[]>([]);
  const base = useWidgetId();
  const row = useRef<HTMLDivElement>(null);
  const tokens = useWidgetTokens();
  useWidgetStyle(row);
  const above = useContext(WidgetContext);
  const context = useMemo(() => ({ ...above, messages: texts }), [above, texts]);
  const mounted = !tab || opened.includes(tab) ? opened : [...opened, tab];
  // On a server and during hydration no tab is chosen: nobody opened the panel that is shown then.
  if (chosen && mounted !== opened) setOpened(mounted);

  const tabId = (name: string) => `${base}-${name}-tab`;
  const panelId = (name: string) => `${base}-${name}`;
  const selectedId = tab && tabId(tab);

  useEffect(() => {
    const list = row.current!;
    const show = () => {
      const selected = list.querySelector(`[id="${selectedId}"]`);
      // Not `scrollIntoView`: it would scroll the page too.
      if (!selected) return;
      // On a zoomed or scaled page, measurements and scroll offsets are in different pixels.
      const scale = list.getBoundingClientRect().width / list.offsetWidth || 1;
      list.scrollLeft += (middleOf(selected) - middleOf(list)) / scale;
    };
    show();
    // While hidden, behind a tab or in one of the page's dialogs, the row has no size and cannot scroll until it is
    // shown.
    const room = 'ResizeObserver' in window ? new ResizeObserver(show) : undefined;
    room?.observe(list);
    return () => room?.disconnect();
  }, [selectedId]);

  const move = (event: KeyboardEvent<HTMLElement>) => {
    // Alt and an arrow key means Back in the browser.
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const isRightToLeft = getComputedStyle(event.currentTarget).direction === 'rtl';
    const next = step(event.key, shown.indexOf(tab!), shown.length, isRightToLeft);
    if (next === undefined) return;
    event.preventDefault();
    open(shown[next]!);
    event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
  };

  return (
    <WidgetContext.Provider value={context}>
      <div
        {...above.language}
        ref={wearStyle}
        className={`stripe-embedded-dashboard ${className}`.trim()}
        style={tokens}
      >
        <div className="stripe-embedded-layout">
          {/* The tabs take the focus, this row only handles the arrow keys. The `tabIndex` keeps Firefox from making
              the scrollable row a tab stop. */}
          <div
            ref={row}
            role="tablist"
            tabIndex={-1}
            aria-label={texts.navigation}
            className="stripe-embedded-tabs"
            onKeyDown={move}
          >
            {shown.map((name) => (
              <button
                key={name}
                type="button"
                role="tab"
                id={tabId(name)}
                aria-selected={name === tab}
                aria-controls={mounted.includes(name) ? panelId(name) : undefined}
                tabIndex={name === tab ? 0 : -1}
                onClick={() => open(name)}
              >
                {texts[name]}
              </button>
            ))}
          </div>
          <div className="stripe-embedded-panels">
            {/* In the order in which they were opened: a panel that is moved in the DOM loses the contents of its
                frames. */}
            {mounted
              .filter((name) => shown.includes(name))
              .map((name) => (
                <div
                  key={name}
                  role="tabpanel"
                  id={panelId(name)}
                  aria-labelledby={tabId(name)}
                  hidden={name !== tab}
                >
                  <FromPage of={render?.[name] ?? PANELS[name]} />
                </div>
              ))}
          </div>
        </div>
      </div>
    </WidgetContext.Provider>
  );
}

/** The horizontal middle, in pixels. */
function middleOf(element: Element): number {
  const { left, width } = element.getBoundingClientRect();
  return left + width / 2;
}

/** The tab that a key leads to. Tabs may be laid out in a row or a column, so both pairs of arrow keys work. */
function step(key: string, at: number, count: number, isRightToLeft: boolean): number | undefined {
  const onward = isRightToLeft ? 'ArrowLeft' : 'ArrowRight';
  const back = isRightToLeft ? 'ArrowRight' : 'ArrowLeft';
  if (key === onward || key === 'ArrowDown') return (at + 1) % count;
  if (key === back || key === 'ArrowUp') return (at - 1 + count) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return undefined;
}
