/** The principals and keys that every server under test serves: the same ones, written in each server's own format. */
package org.hanse.bench.population;
