/** Headers of requests that must be signed. */
export function signatureHeaders(signed: string) {
  return {
    'Ridgeline-Key': {
      description: 'Raw Ed25519 public key in base64url.',
      isRequired: true,
    },
    'Ridgeline-Signature': {
      description: `Ed25519 signature over ${signed}, in base64url.`,
      isRequired: true,
    },
  };
}
