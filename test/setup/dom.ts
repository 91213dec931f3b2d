// What every test in jsdom starts from: the matchers, a window of which no media query holds, and an empty page after each
// test.
import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

afterEach(cleanup);

// jsdom has none; and the tests of what is drawn before any script have no window at all.
if (typeof window !== 'undefined')
  window.matchMedia ??= (media) =>
    ({ media, matches: false, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList;
