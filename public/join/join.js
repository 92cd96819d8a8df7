// Passes a code on to the app. Going back must not lead here again, so this page leaves no trace in the history.
{
  const payload = location.hash.slice(1);
  location.replace(new URL(payload ? `../#/join/${payload}` : "../", location.href));
}
