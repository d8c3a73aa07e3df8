// Following a title, and what is followed already.

import { call } from './api.js';
import { el, icon, notice } from './dom.js';
import { account, askToSignIn, session } from './session.js';

const PAGE = 100;

/** A button that follows a release and shows whether it is followed. */
export function followButton(release, signal) {
  const button = el('button', {
    class: 'button strong follow', type: 'button', 'data-testid': 'follow', onclick: press,
  });
  let subscription = null;

  const show = (busy = false) => {
    button.disabled = busy;
    button.setAttribute('aria-pressed', String(subscription !== null));
    button.replaceChildren(icon(subscription ? 'check' : 'plus'), subscription ? 'Following' : 'Follow');
  };
  const find = async () => {
    subscription = null;
    show(account !== null);
    if (account) await attempt(async () => (subscription = await subscriptionTo(release.id, signal)));
  };
  const attempt = async (work) => {
    show(true);
    try {
      await work();
    } catch (problem) {
      if (!signal.aborted) notice(problem.message);
    }
    show();
  };

  async function press() {
    if (!account) return askToSignIn();
    await attempt(async () => {
      if (subscription) {
        await unfollow(subscription);
        subscription = null;
        notice('You no longer follow this title.');
      } else {
        subscription = await follow(release.id, signal);
        notice('You will hear of each new episode.');
      }
    });
    button.focus();
  }

  session.addEventListener('change', find, { signal });
  find();
  return button;
}

async function follow(target, signal) {
  try {
    return (await call('POST', '/subscriptions', { subscription_type: 'release', target_id: target })).id;
  } catch (problem) {
    if (problem.status !== 409) throw problem;
    return subscriptionTo(target, signal); // followed in another window meanwhile
  }
}

async function unfollow(subscription) {
  try {
    await call('DELETE', `/subscriptions/${subscription}`);
  } catch (problem) {
    if (problem.status !== 404) throw problem;
  }
}

/** The id of the subscription to a release, or null. */
async function subscriptionTo(target, signal) {
  for (let skip = 0; ; skip += PAGE) {
    const { subscriptions, total } = await call('GET', `/subscriptions?limit=${PAGE}&skip=${skip}`, undefined, signal);
    const found = subscriptions.find((one) => one.subscription_type === 'release' && one.target_id === target);
    if (found) return found.id;
    if (subscriptions.length === 0 || skip + PAGE >= total) return null;
  }
}
