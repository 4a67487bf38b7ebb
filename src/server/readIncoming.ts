import type { IncomingMessage } from 'node:http';
import { LARGEST_BODY, LONGEST_READ, readBefore, tooLarge, tooLate, unreadable } from './readBody.js';

type Incoming = IncomingMessage & { body?: unknown };

/** A Node request's text: the same bounds as a web stream's, without making one. */
export async function readIncoming(incoming: Incoming): Promise<string> {
  const read = parsed(incoming);
  if (read !== undefined) return read;
  // Koa's and hapi's parsers keep what they have read on a request of their own. The stream's end has passed, so to wait
  // for it would be to wait for ever.
  if (incoming.readableEnded) throw readBefore();
  // It broke off while nobody listened yet.
  if (incoming.destroyed) throw unreadable();
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    const stop = (fault?: Error) => {
      clearTimeout(timer);
      incoming.off('data', take).off('end', end).off('close', broken);
      // The rest flows away unread: a request that is cut off could not be answered.
      incoming.resume();
      if (fault) reject(fault);
    };
    const take = (chunk: Uint8Array) => {
      size += chunk.byteLength;
      if (size > LARGEST_BODY) stop(tooLarge());
      else chunks.push(chunk);
    };
    const end = () => {
      stop();
      try {
        resolve(decode(chunks));
      } catch {
        reject(unreadable());
      }
    };
    const broken = () => stop(unreadable());
    const timer = setTimeout(() => stop(tooLate()), LONGEST_READ);
    incoming.on('data', take).on('end', end).on('close', broken);
    incoming.on('error', broken);
  });
}

/** The text of what a parser before us has read. It may be nested too deeply for `JSON.stringify`, which throws then. */
function parsed(incoming: Incoming): string | undefined {
  try {
    const { body } = incoming;
    if (typeof body === 'string') return body;
    if (body instanceof Uint8Array) return decode([body]);
    // An empty object is what some parsers leave where they read nothing.
    const isRead = incoming.readableEnded || Object.keys(body ?? {}).length;
    return isRead ? JSON.stringify(body) : undefined;
  } catch {
    throw unreadable();
  }
}

// Fatal: bytes that are no UTF-8 are no JSON either.
const decoder = new TextDecoder('utf-8', { fatal: true });

const decode = (chunks: Uint8Array[]): string =>
  decoder.decode(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
