import type { IncomingMessage } from 'node:http';
import { LARGEST_BODY, LONGEST_READ, tooLarge, tooLate, unreadable } from './readBody.js';

/** A Node request's text: the same bounds as a web stream's, without making one. */
export function readIncoming(incoming: IncomingMessage & { body?: unknown }): Promise<string> {
  const { body } = incoming;
  // A parser has read it already.
  if (typeof body === 'string') return Promise.resolve(body);
  if (body instanceof Uint8Array) return Promise.resolve(decode([body]));
  if (body !== undefined && incoming.readableEnded) return Promise.resolve(JSON.stringify(body));
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

// Fatal: bytes that are no UTF-8 are no JSON either.
const decode = (chunks: Uint8Array[]): string =>
  new TextDecoder('utf-8', { fatal: true }).decode(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
