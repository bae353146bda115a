/**
 * The running system, driven from outside: the main job, its refusals, races, faults and abuse. A class is a situation, a
 * method what happens in it. The packages below hold what they share: the stack, and the people who use it.
 */
@NullMarked
package io.twofold.acceptance;

import org.jspecify.annotations.NullMarked;
