// The site as a static host would serve it: it starts, it is light, and it speaks to nobody else.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const firstLoadLimit = 300_000; // bytes on the wire, gzipped

/** Addresses that stand in the files and are never asked for: names of formats, and links that a person may follow. */
const onlyNames = ['http://www.w3.org/', 'https://react.dev/', 'https://github.com/'];

test('starts under a sub-path, without an error, within its weight, from its own host alone', async ({
  page,
  baseURL,
}) => {
  const troubles: string[] = [];
  const requests: string[] = [];
  let bytes = 0;
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text());
  });
  page.context().on('request', (request) => requests.push(request.url()));
  page.context().on('response', (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()} ${response.url()}`);
    bytes += Number(response.headers()['content-length'] ?? 0);
  });
  await page.goto('./');
  await expect(page.getByRole('button', { name: 'Train' })).toBeEnabled();
  await page.waitForLoadState('networkidle');
  expect(troubles).toEqual([]);
  expect(requests.filter((url) => !/^(data|blob):/.test(url) && !url.startsWith(String(baseURL)))).toEqual(
    [],
  );
  expect(requests.some((url) => /worker-[\w-]+\.js$/.test(url))).toBe(true);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(firstLoadLimit);
});

test('names no other host in what is published', () => {
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' });
  const foreign = files
    .filter((name) => /\.(html|css|js|svg|json|webmanifest)$/.test(name))
    .flatMap((name) => {
      const text = readFileSync(join(dist, name), 'utf8');
      const addresses = text.match(/(?:https?:|(?<=["'(=])\s*)\/\/[\w-]+(?:\.[\w-]+)+[^\s"'`)<]*/g) ?? [];
      return addresses
        .filter((address) => !onlyNames.some((start) => address.startsWith(start)))
        .map((address) => `${name}: ${address}`);
    });
  expect(foreign).toEqual([]);
});

test('publishes no source map of other people’s code', () => {
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' });
  expect(files.filter((name) => name.endsWith('.map'))).toEqual([]);
});
