import type { Input, MethodName, Result } from '../../contract/api.ts';

/** One handler for every method of the contract: one that is missing or mistyped does not compile. */
export type Handlers = {
  readonly [M in MethodName]: (input: Input<M>) => Result<M> | Promise<Result<M>>;
};

/** The handlers of one area, whose methods begin with its name. */
export type AreaHandlers<Area extends string> = Pick<Handlers, Extract<MethodName, `${Area}.${string}`>>;
