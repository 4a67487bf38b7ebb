import type {
  FinancialConnectionsParams,
  UseAccountSessionResult,
  UseConnectResult,
  UseFinancialConnectionsResult,
} from 'stripe-embedded';
import type { WideBackend } from './wideBackend.js';

export const WIDE_TAGS = ['payments', 'balances', 'documents'] as const;
type WideTag = (typeof WIDE_TAGS)[number];

/** What stays the same during a walk. */
export interface SlotKind {
  kind: 'connect' | 'bank' | 'headless';
  endpoint: 'url' | 'shared function' | 'inline function';
  theme: 'dark' | undefined;
  components: string[] | undefined;
  /** The endpoint returns the key. */
  isKeyless: boolean;
}

/** A provider on the page, and how it is rendered next. */
export interface Slot extends SlotKind {
  readonly id: number;
  readonly backend: WideBackend;
  /** The provider above it, if any. */
  readonly outer: Slot | undefined;
  isHere: boolean;
  isHidden: boolean;
  /** Another key is another provider. */
  key: number;
  /** Whether it belongs to another copy of the library, as after a hot reload. */
  isGuest: boolean;
  account: string | undefined;
  tags: WideTag[];
  /** What React suspends on, and where. */
  wait: { where: 'above' | 'below'; for: Promise<void>; end: () => void } | undefined;
  /** Where something throws. */
  bomb: 'above' | 'below' | undefined;
  /** Counts how often a boundary was told to retry. */
  resets: number;
  /** Counts what unmounts it: it starts anew when it comes back. */
  lives: number;
  preload: boolean;
  client: number;
  verify: boolean;
  prefetch: 'intent' | 'mount';
  params: FinancialConnectionsParams | undefined;
  /** Someone has signed in in another tab: nothing signals it until the next session. */
  isStale: boolean;
  /** What is on the page is gone. */
  hasLeft: boolean;
  /** The latest render. */
  now: {
    connect?: UseConnectResult;
    bank?: UseFinancialConnectionsResult;
    headless?: UseAccountSessionResult;
    account?: string | undefined;
    /** What is visible, rather than rendered. */
    shown?: { account: string | undefined };
  };
}

export const isThere = (slot: Slot): boolean => slot.isHere && (!slot.outer || isThere(slot.outer));

/** React shows it, so a user may press what is in it. */
export const isSeen = (slot: Slot): boolean =>
  !slot.hasLeft && !slot.isHidden && !slot.wait && (!slot.outer || isSeen(slot.outer));

/** Changes when what is below starts anew, and so is told of a failure again. */
export const lifeOf = (slot: Slot): string =>
  [slot.id, slot.key, slot.isGuest, slot.lives, slot.resets, slot.outer && lifeOf(slot.outer)].join();

/** What may have one mint in flight. */
export const groupOf = (slot: Slot): string =>
  [
    slot.isGuest,
    slot.endpoint,
    slot.account,
    slot.components,
    slot.theme,
    slot.isKeyless,
    (slot.kind !== 'connect' || slot.endpoint === 'inline function') && lifeOf(slot),
  ].join();
