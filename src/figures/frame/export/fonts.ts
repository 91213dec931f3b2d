// The page's own fonts as data, for pictures that are to look the same elsewhere.

function asDataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('the font could not be read'));
    reader.readAsDataURL(blob);
  });
}

const faces = () =>
  [...document.styleSheets].flatMap((sheet) => {
    try {
      return [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule);
    } catch {
      return []; // a style sheet of a browser extension may not be read
    }
  });

const plain = (family: string) => family.trim().replaceAll(/["']/g, '');

/** The families that a picture's texts name, first choices and others. */
export function familiesIn(picture: Element): ReadonlySet<string> {
  const named = [...picture.querySelectorAll('[font-family]')].filter(
    ({ textContent }) => textContent !== '',
  );
  return new Set(
    named.flatMap((element) => (element.getAttribute('font-family') ?? '').split(',').map(plain)),
  );
}

/**
 * `@font-face` rules with the fonts inside, for those of the families that the page ships. A font that cannot be fetched
 * (from a file, say) is left out: the picture names it all the same, with its fallbacks.
 */
export async function fontFaces(families: ReadonlySet<string>): Promise<string> {
  const texts = await Promise.all(
    faces().map(async (rule) => {
      const family = plain(rule.style.getPropertyValue('font-family'));
      const url = /url\("?([^")]+)"?\)/.exec(rule.style.getPropertyValue('src'))?.[1];
      if (url === undefined || !families.has(family)) return '';
      const base = rule.parentStyleSheet?.href ?? document.baseURI;
      try {
        const answer = await fetch(new URL(url, base));
        if (!answer.ok) return '';
        const data = await asDataUrl(await answer.blob());
        const weight = rule.style.getPropertyValue('font-weight') || 'normal';
        return `@font-face{font-family:"${family}";font-weight:${weight};src:url(${data}) format("woff2")}`;
      } catch {
        return '';
      }
    }),
  );
  return texts.join('');
}
