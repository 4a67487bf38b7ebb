'use client';

import { useContext, useRef, type CSSProperties, type ReactNode } from 'react';
import type { SomeOf } from '../ui/textsOver.js';
import { VISUALLY_HIDDEN } from '../ui/visuallyHidden.js';
import { wearStyle } from '../ui/wearStyle.js';
import type { WidgetMessages } from '../ui/widgetMessages.js';
import { useOffline } from './useOffline.js';
import { useWidgetStyle } from './useWidgetStyle.js';
import { useWidgetTokens } from './useWidgetTokens.js';
import { useWidgetId, useWidgetMessages, WidgetContext } from './WidgetContext.js';

/** What every widget takes. */
export interface WidgetProps {
  /** Left out, the widget's own name. `null`, or an empty one, shows none. */
  title?: ReactNode;
  /** Beside the title: a button, a link. */
  actions?: ReactNode;
  /** The title's rank among the page's headings. @default 2 */
  headingLevel?: 1 | 2 | 3 | 4 | 5 | 6 | undefined;
  /** This widget's texts, over the dashboard's. English where left out. */
  messages?: SomeOf<WidgetMessages> | undefined;
  /** Of the frame. */
  className?: string | undefined;
  /** Of the frame. */
  style?: CSSProperties | undefined;
}

/** What every widget takes, and what is in it. */
export interface WidgetFrameProps extends WidgetProps {
  /** What stands in the frame. */
  children?: ReactNode;
}

/**
 * The frame that the widgets stand in: a title, a place for actions, and a word when the network is gone. For
 * widgets of your own beside ours.
 *
 * @example
 * <WidgetFrame title="Refunds" actions={<button>Export</button>}>…</WidgetFrame>
 */
export function WidgetFrame(props: WidgetFrameProps) {
  const { title, actions, headingLevel = 2, messages, className = '', style, children } = props;
  const { offline } = useWidgetMessages(messages);
  const frame = useRef<HTMLDivElement>(null);
  const isOffline = useOffline(frame);
  const heading = useWidgetId();
  const tokens = useWidgetTokens();
  useWidgetStyle(frame);
  const Heading = `h${headingLevel}` as const;
  const isNamed = Boolean(title) && title !== true;
  return (
    // No `section` and no `header`: those of the page are often laid out by their names, and stuck to its top.
    <div
      {...useContext(WidgetContext).language}
      ref={frame}
      role={isNamed ? 'region' : undefined}
      className={`stripe-embedded-widget ${className}`.trim()}
      style={{ ...tokens, ...style }}
      aria-labelledby={isNamed ? heading : undefined}
    >
      {(isNamed || actions) && (
        <div className="stripe-embedded-header">
          {isNamed && <Heading id={heading}>{title}</Heading>}
          {actions && <div>{actions}</div>}
        </div>
      )}
      <div className="stripe-embedded-body">
        {/* There before its text: a status that comes with it is not always heard. */}
        <div
          ref={wearStyle}
          role={isOffline === 'shown' ? undefined : 'status'}
          style={isOffline ? undefined : VISUALLY_HIDDEN}
        >
          {isOffline && <p className="stripe-embedded-note">{offline}</p>}
        </div>
        {children}
      </div>
    </div>
  );
}
