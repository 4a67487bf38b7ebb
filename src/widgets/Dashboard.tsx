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

/** A misspelt panel, which an attribute lets through, is left out; in development, this says so. */
function isPanel(name: string): name is DashboardPanel {
  if (Object.hasOwn(PANELS, name)) return true;
  if (process.env.NODE_ENV !== 'production') {
    warnOnce(
      `\`${name}\` is not a panel of the dashboard, so it is left out. Did you mean \`${nearest(name, NAMES)}\`? There are ${NAMES.join(', ')}.`,
    );
  }
  return false;
}

/** What `Dashboard` takes. */
export interface DashboardProps {
  /** Which panels, in which order. Left out, all but onboarding; bank accounts where a `FinancialConnectionsProvider` is around. */
  panels?: readonly DashboardPanel[] | undefined;
  /** Panels of your own in the place of ours. One that is written anew with each render keeps its state. */
  render?:
    | Partial<Record<DashboardPanel, ((props: object) => ReactNode | Promise<ReactNode>) | undefined>>
    | undefined;
  /** Tells two dashboards of one site apart, for the tab that is remembered. @default 'dashboard' */
  id?: string | undefined;
  /** The texts of all widgets in it. English where left out. */
  messages?: SomeOf<WidgetMessages> | undefined;
  /** Of the element around tabs and panels. */
  className?: string | undefined;
}

/**
 * All widgets behind tabs, on one session. A panel is made when it is first opened, and stays: a half-filled form
 * outlives a look elsewhere. The open tab is in the address, and is remembered.
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
  // On a server, and while its page is hydrated, nothing is chosen: the panel that is shown then was opened by nobody.
  if (chosen && mounted !== opened) setOpened(mounted);

  const tabId = (name: string) => `${base}-${name}-tab`;
  const panelId = (name: string) => `${base}-${name}`;
  const selectedId = tab && tabId(tab);

  useEffect(() => {
    const list = row.current!;
    const show = () => {
      const selected = list.querySelector(`[id="${selectedId}"]`);
      // Not `scrollIntoView`: the page would move too.
      if (!selected) return;
      // A page that is zoomed or scaled is measured in other pixels than it is scrolled in.
      const scale = list.getBoundingClientRect().width / list.offsetWidth || 1;
      list.scrollLeft += (middleOf(selected) - middleOf(list)) / scale;
    };
    show();
    // What is hidden, behind a tab or in a dialog of the page's, has no room to be scrolled in until it is shown.
    const room = 'ResizeObserver' in window ? new ResizeObserver(show) : undefined;
    room?.observe(list);
    return () => room?.disconnect();
  }, [selectedId]);

  const move = (event: KeyboardEvent<HTMLElement>) => {
    // Alt and an arrow is the browser's Back.
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
          {/* The focus is on the open tab, and the arrows are heard here: Firefox would stop at what scrolls, too. */}
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
            {/* In the order in which they were opened: one that is moved within the page loses what is in its frames. */}
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

/** Across, in pixels. */
function middleOf(element: Element): number {
  const { left, width } = element.getBoundingClientRect();
  return left + width / 2;
}

/** Where a key leads among the tabs: they lie in a row or stand in a column, so both pairs of arrows work. */
function step(key: string, at: number, count: number, isRightToLeft: boolean): number | undefined {
  const onward = isRightToLeft ? 'ArrowLeft' : 'ArrowRight';
  const back = isRightToLeft ? 'ArrowRight' : 'ArrowLeft';
  if (key === onward || key === 'ArrowDown') return (at + 1) % count;
  if (key === back || key === 'ArrowUp') return (at - 1 + count) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return undefined;
}
