/** How the module that a utility process is really for is named to `compat-worker`. */
export const mainArgument = '--compat-main=';
