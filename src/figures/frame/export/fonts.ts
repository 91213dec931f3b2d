// The page's own fonts as data, for pictures that are to look the same elsewhere.

const families = ['Inter'];

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

/**
 * `@font-face` rules with the fonts inside, for those the figures are drawn with. A font that cannot be fetched (from a
 * file, say) is left out: the picture names it all the same, with its fallbacks.
 */
export async function fontFaces(): Promise<string> {
  const rules = faces().filter((rule) => {
    const family = rule.style.getPropertyValue('font-family').replaceAll(/["']/g, '');
    const range = rule.style.getPropertyValue('unicode-range').toUpperCase();
    return (
      families.includes(family) && (range === '' || range.includes('U+0-FF') || range.includes('U+0000-00FF'))
    );
  });
  const texts = await Promise.all(
    rules.map(async (rule) => {
      const url = /url\("?([^")]+)"?\)/.exec(rule.style.getPropertyValue('src'))?.[1];
      if (url === undefined) return '';
      const base = rule.parentStyleSheet?.href ?? document.baseURI;
      try {
        const answer = await fetch(new URL(url, base));
        if (!answer.ok) return '';
        const data = await asDataUrl(await answer.blob());
        const family = rule.style.getPropertyValue('font-family');
        const weight = rule.style.getPropertyValue('font-weight') || 'normal';
        return `@font-face{font-family:${family};font-weight:${weight};src:url(${data}) format("woff2")}`;
      } catch {
        return '';
      }
    }),
  );
  return texts.join('');
}
