// What the character model reads: rhymes of our own, in the manner of the nursery, with few words that come again and
// again, so that a small network has words, then rhymes, within some hundred updates. The last verses are held out.

/** Verses to learn from. */
export const training = `the little cat sat on the wall
she saw the moon and heard it call
the moon was big the cat was small
and that was all and that was all

the little dog ran down the hill
he ran and ran and then lay still
he saw a bird upon the sill
and there he is and barks there still

the little bird flew to the tree
she sang a song for you and me
she sang of hills she sang of sea
and one and two and two and three

the old grey goat went up the lane
he met the wind he met the rain
he turned around and home again
went the old goat down the lane

the old brown bear lay in the sun
he dreamt of honey dreamt of fun
he woke to find the day was done
and all the honey there was none

the old white owl sat in the tree
he said to you he said to me
the night is long the night is free
come up and see come up and see

one two three the cat ran free
four five six the dog had sticks
seven eight nine the moon did shine
and ten said the hen and began again

rain rain on the hill
the wind is loud the tree is still
rain rain on the sea
come home and have some bread with me

who is at the door said the bear
it is the wind and i do not care
who is at the door said the cat
it is the rain and that is that

where is the moon said the little hen
behind the hill said the goat and then
up came the moon so round and so white
and all of them sang and sang all night

the sun is up the day is new
the grass is green the sky is blue
the cat and dog and hen come too
and what they do is what they do

the sun is down the day is old
the hill is dark the wind is cold
the hen has counted all her gold
and so the little tale is told

a bird in the tree and a bird on the wall
one of them big and one of them small
the big one sang and the small one too
and the song they sang was me and you

a bee in the grass and a bee in the sun
one of them slept and one of them spun
the one that spun went round and round
and the one that slept lay on the ground

early to rise said the hen in the lane
the day will come and the day will wane
early to bed said the owl in the tree
the night will come for you and me

down in the lane where the old goat sat
he had a stick and he had a hat
up on the hill where the wind was free
he lost his hat and it fell in the sea

the cat has a bell and the dog has a bone
the bear has the sun and the owl is alone
the hen has some bread and the goat has a hat
and the moon has the night and that is that
`;

/** Verses of the same hand that no batch shows. */
export const heldOut = `the little hen sat on the sill
she saw the goat go up the hill
she saw the sun go down the sea
and had some bread and so had we

the old brown dog lay in the lane
he heard the wind he heard the rain
he saw the moon come round the tree
and barked at two and barked at three
`;
