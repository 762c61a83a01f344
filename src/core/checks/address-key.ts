const languageTag = 'en|en-us|en-gb|english|eng|zh|zh-cn|zh-hans|zh-hans-cn|cn|chn|chinese|zhs';

/** The address without what differs by language: path or host parts that name one, `lang=`, fragments. */
export function addressKey(href: string): string {
  return href
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^(?:www|m)\./, '')
    .replace(new RegExp(`^(?:${languageTag})\\.`), '')
    .replace(/#.*$/, (fragment) => (fragment === href.toLowerCase() ? '#' : ''))
    .replace(new RegExp(`(?<=[/_-])(?:${languageTag})(?=[/._?-]|$)`, 'g'), '')
    .replace(/[?&](?:lang|locale|hl|language)=[\w-]*/g, '')
    .replace(/\/{2,}/g, '/')
    .replace(/\/(?:index\.\w+)?$/, '');
}
