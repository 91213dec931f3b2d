// The bar on top of every page: the name, and how the page looks and speaks.
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

/** A button and not a link: the address's hash is the run's. */
const skip = () => document.getElementById('translation')?.focus();

export function Header() {
  const m = useMessages().shell;
  return (
    <header className="header">
      <button type="button" className="skip" onClick={skip}>
        {m.skip}
      </button>
      <div className="header-inner">
        <p className="wordmark">
          <Mark />
          {m.name}
        </p>
        <div className="header-choices">
          <LanguageChoice />
          <ThemeChoice />
        </div>
      </div>
    </header>
  );
}
