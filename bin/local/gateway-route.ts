import { CALLBACKS, type CallbackName } from '../../functions/callbacks.ts';

/** A request path of the routes `/{token}/{callback}`. */
export interface GatewayRoute {
  readonly name: CallbackName;
  /** As in the path: not decoded. */
  readonly token: string;
}

/** Finds the callback of a request; `undefined` for every path that API Gateway would not know. */
export function gatewayRoute(url: string): GatewayRoute | undefined {
  const [, token, last] = /^\/([^/?]+)\/([^/?]+)(?:\?|$)/.exec(url) ?? [];
  const callback = CALLBACKS.find(({ name }) => name === last);
  return callback && token !== undefined ? { name: callback.name, token } : undefined;
}
