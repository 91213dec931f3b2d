// The bar on top of every page: the name, the way to the other pages, and how the page looks and speaks.
import { useState } from 'react';
import { Choice } from '../../figures/frame/Choice.tsx';
import { localeIds, setLocale } from '../../i18n/locale.ts';
import { useLocaleId, useMessages } from '../../i18n/useMessages.ts';
import { Mark } from './icons.tsx';
import { remember } from './storage.ts';
import { chooseTheme, storedTheme, type Theme, themes } from './theme.ts';

function ThemeChoice() {
  const m = useMessages().shell;
  const [theme, setTheme] = useState<Theme>(storedTheme);
  return (
    <Choice
      id="theme"
      className="field-inline"
      label={m.theme}
      value={theme}
      options={themes.map((id) => ({ id, words: m.themes[id] }))}
      onChoose={(chosen) => {
        setTheme(chosen);
        chooseTheme(chosen);
      }}
    />
  );
}

/** Only where there is a choice: with one locale there is nothing to show. */
function LanguageChoice() {
  const m = useMessages().shell;
  const id = useLocaleId();
  if (localeIds.length < 2) return null;
  const nameOf = (locale: string) => new Intl.DisplayNames(locale, { type: 'language' }).of(locale) ?? locale;
  return (
    <Choice
      id="language"
      className="field-inline"
      label={m.language}
      value={id}
      options={localeIds.map((locale) => ({ id: locale, words: nameOf(locale) }))}
      onChoose={(chosen) => {
        remember('locale', chosen);
        void setLocale(chosen);
      }}
    />
  );
}

/** Relative, so that the site works under any path. */
const pages = { home: './', lab: './lab.html' } as const;

export interface HeaderProps {
  /** The page that one is on. */
  readonly here: keyof typeof pages;
  /** Words of the way past the header, and the id of where it leads. */
  readonly skip: string;
  readonly main: string;
}

function Navigation({ here }: Pick<HeaderProps, 'here'>) {
  const m = useMessages().shell;
  return (
    <nav className="header-pages" aria-label={m.navigation}>
      <ul>
        {(Object.keys(pages) as (keyof typeof pages)[]).map((page) => (
          <li key={page}>
            <a href={pages[page]} aria-current={page === here ? 'page' : undefined}>
              {m.pages[page]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export function Header({ here, skip, main }: HeaderProps) {
  const m = useMessages().shell;
  return (
    <header className="header">
      {/* A button and not a link: the address's hash is the run's. */}
      <button type="button" className="skip" onClick={() => document.getElementById(main)?.focus()}>
        {skip}
      </button>
      <div className="header-inner">
        <p className="wordmark">
          <Mark />
          {m.name}
        </p>
        <Navigation here={here} />
        <div className="header-choices">
          <LanguageChoice />
          <ThemeChoice />
        </div>
      </div>
    </header>
  );
}
