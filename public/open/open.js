// Passes the address of a package on to the app. Going back must not lead here again: no trace in the history.
{
  const address = location.hash.slice(1);
  location.replace(new URL(address ? `../#/discover/programs/get/${address}` : "../", location.href));
}
