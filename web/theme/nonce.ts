const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

// What locks the page's scroll under a dialog makes a style element of its own, and looks here.
Object.assign(globalThis, { __webpack_nonce__: nonce });

/** The nonce of this page, which the policy allows style elements by. */
export function styleNonce(): string {
  return nonce;
}
