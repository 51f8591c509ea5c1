// SPDX-License-Identifier: Apache-2.0

/** The examples in README.md, the guide and other pages, unchanged. */
@NullMarked
package io.labnet.examples.quickstart;

import org.jspecify.annotations.NullMarked;
