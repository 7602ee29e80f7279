import { z } from 'zod';
import type { Input, MethodName, Result } from '../../contract/api.ts';
import { AppError } from '../../contract/errors.ts';
import { inputs } from '../../contract/inputs.ts';
import type { ResponseFrame } from '../../contract/wire.ts';
import type { Log } from '../domain/log.ts';
import { isStorageFault } from '../domain/storage-fault.ts';
import type { Handlers } from './handlers.ts';

const request = z.object({
  id: z.union([z.number(), z.string().max(100)]),
  method: z.string().max(100),
  params: z.unknown().optional(),
});
const anyId = z.object({ id: request.shape.id });

const schemas: { readonly [M in MethodName]: z.ZodType<Input<M>> } = inputs;

const isMethod = (name: string): name is MethodName => Object.hasOwn(schemas, name);

/** Answers one text frame of a console with one text frame. Never rejects. */
export type Dispatch = (text: string) => Promise<string>;

export function createDispatcher(handlers: Handlers, log: Log): Dispatch {
  async function call<M extends MethodName>(method: M, params: unknown): Promise<Result<M>> {
    const parsed = schemas[method].safeParse(params ?? {});
    if (!parsed.success) throw invalidInput(parsed.error);
    return handlers[method](parsed.data);
  }

  async function answer(frame: unknown): Promise<ResponseFrame> {
    const parsed = request.safeParse(frame);
    if (!parsed.success) return errorFrame(idOf(frame), invalidInput(parsed.error));
    const { id, method, params } = parsed.data;
    if (!isMethod(method)) return errorFrame(id, new AppError('unknownMethod', { what: 'method', id: method }));
    try {
      return { id, result: await call(method, params) };
    } catch (fault) {
      return errorFrame(id, expected(fault, method, log));
    }
  }

  return async (text) => JSON.stringify(await answer(parseJson(text)));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function idOf(frame: unknown): number | string | null {
  const parsed = anyId.safeParse(frame);
  return parsed.success ? parsed.data.id : null;
}

function invalidInput(error: z.ZodError): AppError {
  const faults = error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message }));
  return new AppError('invalidInput', { faults });
}

/** Anything but an expected failure is logged here and leaks nothing. */
function expected(fault: unknown, method: string, log: Log): AppError {
  if (fault instanceof AppError) return fault;
  if (isStorageFault(fault)) return new AppError('storageFault');
  log.error('a console method failed', { method, fault });
  return new AppError('internal');
}

function errorFrame(id: number | string | null, { code, message, details }: AppError): ResponseFrame {
  return { id, error: { code, message, details } };
}
