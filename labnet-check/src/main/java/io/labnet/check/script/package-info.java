// SPDX-License-Identifier: Apache-2.0

/** What a case does and expects, step by step. */
@NullMarked
package io.labnet.check.script;

import org.jspecify.annotations.NullMarked;
