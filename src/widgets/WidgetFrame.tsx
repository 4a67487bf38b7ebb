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

/** The props that every widget accepts. */
export interface WidgetProps {
  /** Defaults to the widget's own name. `null` or an empty title shows no title. */
  title?: ReactNode;
  /** Shown beside the title, for example a button or a link. */
  actions?: ReactNode;
  /** The heading level of the title. @default 2 */
  headingLevel?: 1 | 2 | 3 | 4 | 5 | 6 | undefined;
  /** This widget's texts, which override the dashboard's. Defaults to English. */
  messages?: SomeOf<WidgetMessages> | undefined;
  /** The class of the frame. */
  className?: string | undefined;
  /** The style of the frame. */
  style?: CSSProperties | undefined;
}

/** The props that every widget accepts, and the frame's content. */
export interface WidgetFrameProps extends WidgetProps {
  /** The content of the frame. */
  children?: ReactNode;
}

/**
 * The frame around every widget: a title, a place for actions, and a message while the network is down. Use it for your
 * own widgets beside the built-in ones.
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
    // No `section` and no `header`: pages often style these by tag name, for example a header that sticks to the top.
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
        {/* Rendered before its text: screen readers do not always announce a status that is inserted with its text. */}
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
