'use client';

import { useRef, useSyncExternalStore } from 'react';
import type { ConnectStore } from '../connect/connectTypes.js';
import { redact } from '../session/redact.js';
import { RADIUS, tint } from '../ui/tint.js';
import type { Recorder } from './createRecorder.js';
import { momentsOf } from './momentsOf.js';
import { SandboxControls, type DevtoolsSandbox } from './SandboxControls.js';
import { nameOf, phaseText } from './texts.js';
import { TimelinePicture } from './TimelinePicture.js';
import { TimelineTable } from './TimelineTable.js';
import { useIsRightToLeft } from './useIsRightToLeft.js';
import { useNow } from './useNow.js';

interface DevtoolsPanelProps {
  id: string;
  store: ConnectStore;
  recorder: Recorder;
  sandbox: DevtoolsSandbox | undefined;
}

/** The open panel: the newest session in a sentence, the timeline, and the current error. */
export function DevtoolsPanel({ id, store, recorder, sandbox }: DevtoolsPanelProps) {
  const root = useRef<HTMLDivElement>(null);
  const recorded = useSyncExternalStore(recorder.subscribe, recorder.getSnapshot, recorder.getSnapshot);
  const { error } = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
  // `useNow` ticks every second, so a recorded moment can be later than its time.
  const now = Math.max(useNow(store.clock), ...momentsOf(recorded).map(({ at }) => at));
  // Removed components would otherwise push the present ones out of sight.
  const components = [...recorded.components].sort((one, two) => Number(!two.gone) - Number(!one.gone));
  const timeline = { ...recorded, components };
  const mirrored = useIsRightToLeft(root);
  const newest = timeline.lives.at(-1);
  return (
    <div
      ref={root}
      id={id}
      style={{
        boxSizing: 'border-box',
        display: 'flex',
        flexDirection: 'column',
        gap: 10,
        width: 'min(600px, 100vw - 32px)',
        maxHeight: 'min(560px, 100vh - 96px)',
        padding: 16,
        color: 'CanvasText',
        background: 'Canvas',
        border: `1px solid ${tint(30)}`,
        borderRadius: RADIUS,
        boxShadow: '0 8px 30px rgb(0 0 0 / 25%)',
      }}
    >
      <div role="status">
        <bdi>
          {newest ? `${nameOf(newest)}: ${phaseText(newest, now)}` : 'No session has been requested yet.'}
        </bdi>
      </div>
      <div
        // This area may scroll, so it must be reachable by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="group"
        aria-label="Timeline"
        style={{ position: 'relative', flex: '1 1 auto', minHeight: 0, overflow: 'auto' }}
      >
        {newest && <TimelinePicture timeline={timeline} now={now} mirrored={mirrored} />}
        {newest && <TimelineTable timeline={timeline} now={now} />}
      </div>
      {error && (
        <p dir="auto" style={{ margin: 0, overflowWrap: 'anywhere' }}>
          <code>{error.code}</code> {redact(error.message)}
        </p>
      )}
      {sandbox && <SandboxControls sandbox={sandbox} store={store} />}
    </div>
  );
}
