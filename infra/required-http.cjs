// `node:http`, of which the SDK takes two functions. Importing it as a module makes Node evaluate all that it
// exports, a whole WebSocket among that; requiring it does not. AWS is called by HTTPS, the local cloud is not.
module.exports = process.getBuiltinModule('node:http');
