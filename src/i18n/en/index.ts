// English: the catalogue that gives every other one its shape.
import type { Locale } from '../messages.ts';
import { controls } from './controls.ts';
import { figures } from './figures.ts';
import { tag } from './format.ts';
import { home } from './home.ts';
import { notices, status } from './notices.ts';
import { phrase } from './phrase.ts';
import { shell } from './shell.ts';

export const en = { shell, home, controls, phrase, notices, status, figures };

const english: Locale = { id: 'en', tag, messages: en };
export default english;
