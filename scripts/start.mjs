// `npm start`: the development server, and a browser on it where one can be opened (BROWSER=none: do not try).
import { spawn } from 'node:child_process';
import { createServer } from 'vite';

const server = await createServer();
await server.listen();
server.printUrls();
server.bindCLIShortcuts({ print: true });

const openers = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] };
const [command, ...args] = openers[process.platform] ?? ['xdg-open'];
const unopened = () => server.config.logger.info('  Open the address above in a browser.');
const url = server.resolvedUrls?.local[0];
if (!url || process.env.BROWSER === 'none') unopened();
else
  spawn(command, [...args, url], { stdio: 'ignore' })
    .on('error', unopened)
    .on('exit', (code) => code && unopened());
