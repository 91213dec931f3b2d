// A fingerprint names one state of a model: two runs with the same fingerprint have the same weights, bit for bit.

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** The first 16 hex digits of the SHA-256 of `bytes`. A library, because crypto.subtle is missing on plain http. */
export function fingerprintOf(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes)).slice(0, 16);
}
