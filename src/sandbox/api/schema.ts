import { ApiError } from './ApiError.js';
import type { FormTree } from './form.js';

/** What a parameter may be, as data, so that each parameter is one line in `parameters.ts`. */
export type Schema =
  | { type: 'string'; anyOf?: readonly string[] }
  | { type: 'boolean' }
  | { type: 'integer'; min?: number; max?: number }
  | { type: 'list'; of: Schema; min?: number }
  | { type: 'object'; fields: Record<string, Schema>; required?: readonly string[] }
  | { type: 'anything' };

type Value = string | FormTree | undefined;

/** Checks a parameter tree and converts its strings to typed values, or throws Stripe's error for the first fault. */
export function validate(schema: Schema, value: Value, param = ''): unknown {
  switch (schema.type) {
    case 'anything':
      return value;
    case 'string':
      if (typeof value !== 'string') throw invalid('Invalid string', param);
      if (value === '') throw empty(param);
      if (schema.anyOf && !schema.anyOf.includes(value)) {
        throw invalid(`Invalid ${param}: must be one of ${sentence(schema.anyOf)}`, param);
      }
      return value;
    case 'boolean':
      if (value !== 'true' && value !== 'false') throw invalid(`Invalid boolean: ${show(value)}`, param);
      return value === 'true';
    case 'integer':
      if (typeof value !== 'string' || !/^-?\d{1,15}$/.test(value)) {
        throw invalid(`Invalid integer: ${show(value)}`, param, 'parameter_invalid_integer');
      }
      if (schema.min !== undefined && Number(value) < schema.min) {
        throw invalid(
          `This value must be greater than or equal to ${schema.min}.`,
          param,
          'parameter_invalid_integer',
        );
      }
      if (schema.max !== undefined && Number(value) > schema.max) {
        throw invalid(
          `This value must be less than or equal to ${schema.max}.`,
          param,
          'parameter_invalid_integer',
        );
      }
      return Number(value);
    case 'list':
      return validateList(schema, value, param);
    case 'object':
      return validateObject(schema, value, param);
  }
}

function validateList(
  { of, min = 0 }: Extract<Schema, { type: 'list' }>,
  value: Value,
  param: string,
): unknown[] {
  const keys = typeof value === 'object' ? Object.keys(value) : [];
  if (typeof value !== 'object' || keys.some((key) => !/^\d+$/.test(key)))
    throw invalid('Invalid array', param);
  if (keys.length < min) throw missing(param);
  return keys.map((key, at) => validate(of, value[key], `${param}[${at}]`));
}

function validateObject(
  { fields, required = [] }: Extract<Schema, { type: 'object' }>,
  value: Value,
  param: string,
): Record<string, unknown> {
  if (typeof value !== 'object') throw invalid('Invalid object', param);
  const at = (name: string) => (param ? `${param}[${name}]` : name);
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(fields, name)) {
      throw invalid(`Received unknown parameter: ${at(name)}`, at(name), 'parameter_unknown');
    }
  }
  for (const name of required) if (!(name in value)) throw missing(at(name));
  const result: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) result[name] = validate(fields[name]!, field, at(name));
  return result;
}

const show = (value: Value) => (typeof value === 'string' ? value.slice(0, 80) : 'a hash');

const sentence = (names: readonly string[]) =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')}, or ${names.at(-1)}`;

const invalid = (message: string, param: string, code?: string) =>
  new ApiError(400, message, { param, code });

const missing = (param: string) =>
  new ApiError(400, `Missing required param: ${param}.`, { param, code: 'parameter_missing' });

const empty = (param: string) =>
  new ApiError(
    400,
    `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`,
    { param, code: 'parameter_invalid_empty' },
  );
