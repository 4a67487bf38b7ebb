import type { IncomingMessage } from 'node:http';
import { LARGEST_BODY, LONGEST_READ, readBefore, tooLarge, tooLate, unreadable } from './readBody.js';

type Incoming = IncomingMessage & { body?: unknown };

/** Reads the text of a Node request with the same limits as for a web stream, but without creating one. */
export async function readIncoming(incoming: Incoming): Promise<string> {
  const read = parsed(incoming);
  if (read !== undefined) return read;
  // The parsers of Koa and hapi keep the body on their own request object. The stream has already ended, so waiting for
  // its end would take forever.
  if (incoming.readableEnded) throw readBefore();
  // The connection broke before anything listened.
  if (incoming.destroyed) throw unreadable();
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    const stop = (fault?: Error) => {
      clearTimeout(timer);
      incoming.off('data', take).off('end', end).off('close', broken);
      // Discard the rest: a request that is destroyed cannot get a response.
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

/** The text of a body that an earlier parser has read. `JSON.stringify` throws if it is nested too deeply. */
function parsed(incoming: Incoming): string | undefined {
  try {
    const { body } = incoming;
    if (typeof body === 'string') return body;
    if (body instanceof Uint8Array) return decode([body]);
    // Some parsers leave an empty object when they have read nothing.
    const isRead = incoming.readableEnded || Object.keys(body ?? {}).length;
    return isRead ? JSON.stringify(body) : undefined;
  } catch {
    throw unreadable();
  }
}

// Fatal, because bytes that are not UTF-8 are not JSON either.
const decoder = new TextDecoder('utf-8', { fatal: true });

const decode = (chunks: Uint8Array[]): string =>
  decoder.decode(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
