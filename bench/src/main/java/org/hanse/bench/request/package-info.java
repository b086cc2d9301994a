/**
 * Requests as stock clients make them, each with the means to tell a real answer from a hollow one. Start at
 * {@link org.hanse.bench.request.RequestMaker}.
 */
package org.hanse.bench.request;
