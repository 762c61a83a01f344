import { longestReport } from '../report-difference.ts';
import { pagePath } from '../contract.ts';
import type { Setting } from './layout.ts';
import type { Markup } from './markup.ts';
import { markup } from './markup.ts';
import { pageWithoutAddress } from './plain-pages.ts';
import type { Speech } from './speech.ts';

/** The form by which a reader says where the two versions differ; closed until it is wanted. */
export function reportForm(speech: Speech, slug: string): Markup {
  return markup`<details class="report"><summary>${speech.say('report')}</summary>
${fields(speech, { slug, words: '' })}</details>`;
}

/** The form again, with what was wrong. */
export function reportPage(
  setting: Setting,
  form: { readonly slug: string; readonly words: string; readonly reason: string },
): string {
  const { speech } = setting;
  const main = markup`<div class="list report">
<h1>${speech.say('report')}</h1>
<p class="note missing" role="alert">${speech.say(form.reason)}</p>
${fields(speech, form)}<p><a href="${pagePath(speech.locale, form.slug)}">${speech.say('backNotice')}</a></p>
</div>`;
  return pageWithoutAddress(setting, { title: speech.say('report'), main });
}

/** Programs that fill in every field give themselves away by the hidden one. */
function fields(
  speech: Speech,
  { slug, words }: { readonly slug: string; readonly words: string },
): Markup {
  return markup`<form method="post" action="${pagePath(speech.locale, slug)}/report">
<p><label for="words">${speech.say('reportWords')}</label></p>
<p><textarea id="words" name="words" rows="5" maxlength="${longestReport}" required>${words}</textarea></p>
<p hidden><label>${speech.say('reportLeave')} <input name="website" tabindex="-1" autocomplete="off"></label></p>
<p class="lead">${speech.say('reportPrivacy')}</p>
<p><button>${speech.say('reportSend')}</button></p>
</form>
`;
}
