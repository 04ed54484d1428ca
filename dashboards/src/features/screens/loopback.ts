/** Whether a host name means the computer itself (RFC 6761, RFC 1122, RFC 4291). `[::1]` is how a location writes IPv6. */
export const isLoopback = (hostname: string): boolean =>
  /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i.test(hostname);
