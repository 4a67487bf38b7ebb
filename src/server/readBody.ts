import { HttpFault } from './HttpFault.js';
import type { Asked } from './responder.js';

/** No request comes near this size. */
export const LARGEST_BODY = 16 * 1024;
export const LONGEST_READ = 10_000;
const MOST_UNWANTED = 2 ** 20;
const DEEPEST = 8;

export const tooLarge = () => new HttpFault('payload_too_large', 'The body is larger than 16 KiB.');
export const tooLate = () => new HttpFault('bad_request', 'The body did not arrive in time.');
export const unreadable = () => new HttpFault('bad_request', 'The body could not be read.');
export const readBefore = () =>
  new HttpFault(
    'bad_request',
    'Something else on the server has already read the body and has not passed it on.',
  );

/** Whether a body is worth reading. */
export function checkHeaders({ header }: Asked): void {
  const type = header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw new HttpFault('unsupported_media_type', 'Send the request as application/json.');
  }
  if (Number(header('content-length')) > LARGEST_BODY) throw tooLarge();
}

/** The body's JSON object. */
export function parseBody(text: string): Record<string, unknown> {
  // An earlier parser may have decompressed the body, whose Content-Length was smaller.
  if (text.length > LARGEST_BODY) throw tooLarge();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new HttpFault('bad_request', 'The body is not JSON.');
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new HttpFault('bad_request', 'The body is not a JSON object.');
  }
  if (isDeeper(json, DEEPEST)) throw new HttpFault('bad_request', 'The body is nested too deeply.');
  return json as Record<string, unknown>;
}

/** A web stream's text. */
export async function readStream(body: ReadableStream<Uint8Array> | null): Promise<string> {
  if (!body) return '';
  // Something else has read it, or is reading it.
  if (body.locked) throw readBefore();
  const reader = body.getReader();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooLate()), LONGEST_READ);
  });
  // Fatal, because bytes that are not UTF-8 are not JSON either.
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), timeout]);
      if (done) return text + decoder.decode();
      size += value.byteLength;
      if (size > LARGEST_BODY) throw tooLarge();
      text += decoder.decode(value, { stream: true });
    }
  } catch (error) {
    void passOver(reader);
    throw error instanceof HttpFault ? error : unreadable();
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Reads the rest of an unwanted body, so that the response gets through and the connection can be reused: some servers
 * close the connection when a body is cancelled, and h3 1 throws on the data that follows. After `MOST_UNWANTED` bytes,
 * the body is cancelled.
 */
export async function passOver(reader: ReadableStreamDefaultReader<Uint8Array>) {
  let left = MOST_UNWANTED;
  try {
    while (left > 0) {
      const { done, value } = await reader.read();
      if (done) return;
      left -= value.byteLength;
    }
    // Not synchronously: data that Node is already delivering would throw where nothing can catch it.
    setTimeout(() => void reader.cancel().catch(() => {}));
  } catch {
    // The connection broke, and nothing waits for this body.
  }
}

/** Whether a value is nested more deeply than `levels`. It looks no further than that. */
function isDeeper(value: unknown, levels: number): boolean {
  if (levels < 0) return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
