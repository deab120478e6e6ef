// In place of `node:http2`, which every function would load: of all clients Kinesis alone would speak it, and is
// made to speak HTTP/1.1 (src/aws/clients/stream-clients.ts).
module.exports = {};
