/** The attack catalogue's rows and the tests that show them, over all modules. */
@org.jspecify.annotations.NullMarked
package org.hanse.catalogue;
